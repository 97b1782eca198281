import 'server-only';

const key = 'MARK_server_only_constant_logged';

export async function loadCatalog() {
  console.log(key, process.env.NEXT_PUBLIC_BACKEND, process.env.REPORT_SINK, SHOP_SERVER_BUILD);
  return { label: 'MARK_server_only_returned_to_prop', items: ['MARK_server_only_returned_and_dropped'] };
}
