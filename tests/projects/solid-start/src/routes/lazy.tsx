import { clientOnly } from '@solidjs/start';

const Chart = clientOnly(() => import('~/components/Chart'));

export default () => <Chart />;
