import { read } from '../lib';

export async function getServerData() {
  return { props: { rows: read() } };
}

export default () => [process.env.GATSBY_TITLE, process.env.DIARY_TITLE, process.env.DIARY_READ];
