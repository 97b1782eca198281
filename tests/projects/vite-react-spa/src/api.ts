const headers = { 'x-client': 'MARK_api_header' };

export async function login(total: number) {
  const url = import.meta.env.VITE_READ;
  await fetch(url, { headers, body: [total, import.meta.env.PLAIN, import.meta.env.DEFINED_SECRET, process.env.MAPS_KEY].join() });
  console.log(import.meta.env.VITE_EXPANDED, import.meta.env.VITE_MODE_WINS, import.meta.env.VITE_LOCAL);
}

export async function logout() {
  await fetch('/MARK_api_unused_export');
}
