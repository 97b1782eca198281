import { createFileRoute } from '@tanstack/react-router';
import { getTrees, addTree } from '../functions/trees';
import { prune } from '../lib/prune';
import { environment, isomorphic, onlyInBrowser, onlyOnServer } from '../lib/sides';
import { weigh } from '../lib/weigh';

const unused = 'MARK_index_constant_nobody_reads';

export const Route = createFileRoute('/')({
  beforeLoad: () => {
    console.log('MARK_index_before_load');
  },
  loader: async () => {
    console.log('MARK_index_loader', process.env.ORCHARD_LOADER);
    return { trees: await getTrees(), weight: weigh(), key: process.env.ORCHARD_LOADER };
  },
  component: Index,
  errorComponent: () => <p>MARK_index_error_component</p>,
});

function Index() {
  const { trees } = Route.useLoaderData();
  const press = async () => {
    console.log('MARK_index_handler', import.meta.env.VITE_ORCHARD, __ORCHARD__, await addTree(), onlyInBrowser(), isomorphic());
  };
  return (
    <button onClick={press}>
      MARK_index_rendered {trees.shown} {prune()} {typeof environment}
    </button>
  );
}
