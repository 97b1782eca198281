'use server';

export async function remove() {
  return 'of the server';
}
