import { createServerFn } from '@tanstack/react-start';
import { readTrees } from '../lib/database';
import { helper } from '../lib/helper';

const forHandler = 'MARK_functions_constant_of_handler_logged';
const plain = helper();

export const getTrees = createServerFn().handler(async () => {
  console.log('MARK_server_function_logged', forHandler, process.env.ORCHARD_KEY, import.meta.env.VITE_SERVER);
  return {
    shown: 'MARK_server_function_returned_and_shown',
    hidden: 'MARK_server_function_returned_not_shown',
    key: process.env.ORCHARD_RETURNED,
    rows: readTrees(),
  };
});

export const addTree = createServerFn({ method: 'POST' }).handler(async () => {
  console.log('MARK_post_function_logged', plain);
  return 'MARK_post_function_returned';
});

export const describeTree = () => 'MARK_functions_plain_unused_export';
