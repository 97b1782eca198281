const http = require('http');
const { log } = require('./log.js');

http.createServer((request, response) => {
  log('MARK_server_logged', process.env.FERRY_SERVER);
  response.end('MARK_server_answered');
}).listen(process.env.PORT);
