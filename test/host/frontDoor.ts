// Stands before VS Code's server as code-server does, and answers what the workbench asks of code-server itself.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { createProxyServer } from 'httpxy';

export interface FrontDoor {
  /** The port on 127.0.0.1 that windows are opened at. */
  readonly port: number;
  close(): void;
}

/**
 * Opens a port before that of the server. The workbench encrypts its secrets with a key from `/mint-key`; without an
 * answer it forgets them when the page is reloaded.
 */
export async function openFrontDoor(serverPort: number): Promise<FrontDoor> {
  const key = randomBytes(32);
  const target = `http://127.0.0.1:${serverPort}`;
  const proxy = createProxyServer({ target });
  const door = createServer((request, response) => {
    if (request.method === 'POST' && request.url?.endsWith('/mint-key') === true) {
      response.end(key);
      return;
    }
    proxy.web(request, response).catch(() => response.destroy()); // The server is being stopped.
  });
  door.on('upgrade', (request, socket, head) => {
    if (!(socket instanceof Socket)) {
      return; // Cannot be: the door speaks plain HTTP.
    }
    socket.on('error', () => socket.destroy());
    proxy.ws(request, socket, {}, head).catch(() => socket.destroy());
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  return {
    port: (door.address() as AddressInfo).port,
    close: () => {
      door.close();
      door.closeAllConnections();
    },
  };
}
