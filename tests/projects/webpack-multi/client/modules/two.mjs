export default 'MARK_require_context_other_extension';
