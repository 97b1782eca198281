import { useLoaderData } from 'react-router';
import { price } from '~/.server/price';
import { tax } from '~/server/tax';
import { label } from '~/data/label';

export { action } from '~/data/book-action';

export async function loader() {
  return { amount: price(), tax: tax() };
}

function Book() {
  const { amount } = useLoaderData<typeof loader>();
  return (
    <p>
      {amount} {label()}
    </p>
  );
}

export default Book;

export function unknownExport() {
  return 'MARK_book_unknown_export';
}
