import http from 'node:http';

http.createServer((request, response) => response.end('MARK_server_beside_the_app')).listen(3000);
