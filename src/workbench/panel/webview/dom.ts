// Makes elements; text goes in as text, so that nothing in it can become markup.

export type Attributes = Readonly<Record<string, string | undefined>>;
export type Child = Node | string | undefined;

/** An element with attributes (those that are undefined are left out) and children. */
export function element(
  name: string,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElement {
  return filled(document.createElement(name), attributes, children);
}

/** An element of a drawing. */
export function drawing(
  name: string,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElement {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function filled<Made extends Element>(made: Made, attributes: Attributes, children: readonly Child[]): Made {
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(attribute, value);
  }
  made.append(...children.filter(child => child !== undefined));
  return made;
}

/** One of VS Code's buttons. */
export function button(attributes: Attributes, title: string, onPress: () => void): HTMLElement {
  const made = element('vscode-button', attributes, title);
  made.addEventListener('click', onPress);
  made.addEventListener('keydown', event => {
    // The element presses itself on the space bar, but leaves the page to scroll.
    if (event.key === ' ') event.preventDefault();
  });
  return made;
}
