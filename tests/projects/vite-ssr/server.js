import fs from 'node:fs';
import http from 'node:http';

const template = fs.readFileSync('dist/client/index.html', 'utf8');
const { render, stock } = await import('./dist/server/entry-server.js');

http
  .createServer(async (request, response) => {
    console.log('MARK_http_server_logged');
    if (request.url.startsWith('/api/')) {
      response.end(JSON.stringify({ stock: stock(), note: 'MARK_http_server_answered' }));
      return;
    }
    const { html, state } = await render(request.url);
    const script = `<script>window.state = ${JSON.stringify(state)}</script>`;
    response.end(template.replace('<!--head-->', script).replace('<!--app-->', html));
  })
  .listen(process.env.PORT ?? 3000);
