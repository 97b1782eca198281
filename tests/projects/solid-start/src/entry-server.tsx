import { createHandler, StartServer } from '@solidjs/start/server';

console.log('MARK_entry_server_logged');

export default createHandler(() => (
  <StartServer
    document={({ assets, children, scripts }) => (
      <html lang="MARK_entry_server_document">
        <head>{assets}</head>
        <body>
          <div id="app">{children}</div>
          {scripts}
        </body>
      </html>
    )}
  />
));
