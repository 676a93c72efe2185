// The pages in Chromium, before a hall whose every word the test says.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const pages = process.env.GILIRAN_PAGES;
const types = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css',
  woff2: 'font/woff2', svg: 'image/svg+xml' };
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
  "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves the bundled pages as the hall does. */
export async function serve() {
  const server = createServer((request, response) => {
    const path = request.url === '/' ? 'manager.html'
      : request.url.startsWith('/t/') ? 'ticket.html' : request.url.replace('/assets/', '');
    response.setHeader('content-type', types[path.split('.').pop()] ?? 'text/plain');
    response.setHeader('content-security-policy', policy);
    response.end(readFileSync(join(pages, path)));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

export async function browser() {
  const require = createRequire(resolve(process.env.GILIRAN_MODULES, 'package.json'));
  const { chromium } = require('playwright-core');
  return chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
}

/** A page whose socket is answered with `document`; `hall.publish()` sends a newer one. Commands are
 * done, or answered by `hall.answer(method)`: an error, or null for no answer at all. */
export async function open(chromium, url, document, options = {}) {
  const context = await chromium.newContext({ viewport: { width: 1440, height: 1000 }, locale: 'id-ID', ...options });
  const page = await context.newPage();
  const hall = { document, sockets: [], errors: [], reachable: true, asked: [], answer: () => ({ result: {} }) };
  page.on('pageerror', (error) => hall.errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') hall.errors.push(message.text());
  });
  await page.routeWebSocket('**/rpc', (socket) => {
    if (!hall.reachable) return socket.close({ code: 1012 });
    hall.sockets.push(socket);
    socket.onMessage((text) => {
      const { id, method, params } = JSON.parse(text);
      hall.asked.push({ method, ...params });
      if (params.request_id) {
        const answer = hall.answer(method);
        return answer && socket.send(JSON.stringify({ jsonrpc: '2.0', id, ...answer }));
      }
      const refusal = { code: 1, message: 'unknown_ticket' };
      socket.send(JSON.stringify({ jsonrpc: '2.0', id, ...(hall.document ? { result: hall.document } : { error: refusal }) }));
    });
  });
  hall.publish = (newer) => {
    hall.document = newer;
    for (const socket of hall.sockets) {
      socket.send(JSON.stringify({ jsonrpc: '2.0', method: 'view.changed', params: newer }));
    }
  };
  hall.drop = () => {
    for (const socket of hall.sockets.splice(0)) socket.close({ code: 1012 });
  };
  await page.goto(url);
  return { page, hall, close: () => context.close() };
}
