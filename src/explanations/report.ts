// An explanation as Markdown, for a support case or a colleague (product, section 6).
import { t } from '@vscode/l10n';
import type { Explanation, Gate } from './explanation.ts';
import { gateName, gateStateWord, whoWord } from './gateWords.ts';

/** The whole explanation. What a server wrote stands in a code block, where it is nothing but text. */
export function reportOf(explanation: Explanation): string {
  const { headline, subject, gates, happened, causes, steps, evidence, isGuess, rule, closedBy } =
    explanation;
  const parts = [
    `# ${plain(headline)}`,
    ...(subject === undefined ? [] : [t('Profile: {0}', plain(subject))]),
    ...(isGuess ? [t('This is a guess: no rule knows this failure.')] : []),
    section(t('Gates'), gates.map(gateLine)),
    section(t('What happened'), happened.map(plain)),
    section(
      t('Why'),
      causes.map(({ text, evidence: speaks }) =>
        speaks === undefined ? `- ${plain(text)}` : `- ${plain(text)} _${plain(speaks)}_`,
      ),
    ),
    section(
      closedBy === 'none' ? t('What to do next') : t('How to fix it'),
      steps.map(({ text, who, page }, index) => {
        const link = page === undefined ? '' : ` (${page.url})`;
        return `${index + 1}. **${whoWord(who)}:** ${plain(text)}${link}`;
      }),
    ),
    section(t('Evidence'), [
      fenced([`rule: ${rule}`, ...evidence.map(({ label, value }) => `${label}: ${value}`)].join('\n')),
    ]),
  ];
  return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `## ${title}\n\n${lines.join('\n')}`;
}

function gateLine({ id, state, reason }: Gate): string {
  return `- ${gateName(id)}: **${gateStateWord(state)}**. ${plain(reason)}`;
}

/** Text without a meaning in Markdown. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}

/** A code block whose fence is longer than any in its text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
