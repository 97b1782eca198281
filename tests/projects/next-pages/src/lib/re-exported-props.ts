import { readOrders } from './orders';

export async function getServerSideProps() {
  return { props: { text: readOrders() } };
}
