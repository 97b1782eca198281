export default 'MARK_template_import_de';
