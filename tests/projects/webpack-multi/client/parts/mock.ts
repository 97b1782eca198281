export default 'MARK_alias_mock';
