import * as React from 'react';
import { read } from '../lib/server-data';

export default ({ serverData }) => <p>{serverData.text}</p>;

export async function getServerData() {
  console.log('MARK_server_data_logged');
  return { props: { text: read() } };
}

export async function config() {
  console.log('MARK_page_config_logged');
  return () => ({ defer: false });
}
