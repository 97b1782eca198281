export default defineCachedEventHandler(() => ({ shown: 'MARK_endpoint_field_picked', hidden: 'MARK_endpoint_field_not_picked' }));
