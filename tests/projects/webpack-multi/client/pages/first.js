export default () => console.log('MARK_context_import_first');
