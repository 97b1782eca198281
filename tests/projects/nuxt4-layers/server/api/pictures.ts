import { onlyServer } from '#shared/plural';

export default defineEventHandler((event) => {
  console.log('MARK_endpoint_logged', useRuntimeConfig(event).vault, onlyServer());
  return [{ shown: 'MARK_endpoint_field_kept_by_transform', hidden: 'MARK_endpoint_field_dropped_by_transform' }];
});
