export default 'MARK_template_import_en';
