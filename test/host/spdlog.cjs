// Stands in for the native logger `@vscode/spdlog` in the VS Code host: set-up copies it there, since nothing is compiled.
// Without it extension hosts and log output channels write nothing.
'use strict';
const fs = process.getBuiltinModule('node:fs');
const path = process.getBuiltinModule('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

/** A log file, written line by line; the part of spdlog's interface that VS Code uses. */
class Logger {
  #file;
  #level = 2;
  #prefixed = true;

  /**
   * @param {string} _type
   * @param {string} _name
   * @param {string} file
   */
  constructor(_type, _name, file) {
    this.#file = file;
  }

  /**
   * @param {number} level
   * @param {string} message
   */
  #write(level, message) {
    if (level < this.#level) {
      return;
    }
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    const line = this.#prefixed ? `${time} [${LEVELS[level] ?? ''}] ${message}\n` : message;
    try {
      fs.appendFileSync(this.#file, line);
    } catch {
      // The folder is gone because the host is being stopped.
    }
  }

  /** @param {string} message */
  trace(message) {
    this.#write(0, message);
  }
  /** @param {string} message */
  debug(message) {
    this.#write(1, message);
  }
  /** @param {string} message */
  info(message) {
    this.#write(2, message);
  }
  /** @param {string} message */
  warn(message) {
    this.#write(3, message);
  }
  /** @param {string} message */
  error(message) {
    this.#write(4, message);
  }
  /** @param {string} message */
  critical(message) {
    this.#write(5, message);
  }
  getLevel() {
    return this.#level;
  }
  /** @param {number} level */
  setLevel(level) {
    this.#level = level;
  }
  setPattern() {
    // One pattern is enough here.
  }
  clearFormatters() {
    this.#prefixed = false;
  }
  flush() {
    // Every line is on the disk already.
  }
  drop() {
    // No file is kept open.
  }
}

/**
 * @param {string} name
 * @param {string} file
 */
async function createLogger(name, file) {
  await fs.promises.mkdir(path.dirname(file), { recursive: true });
  await fs.promises.appendFile(file, '');
  return new Logger('rotating', name, file);
}

// One by one, so that `import` from ES modules finds the names.
exports.version = 0;
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
