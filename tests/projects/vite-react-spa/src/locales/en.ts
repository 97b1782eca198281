export default 'MARK_glob_eager_en';
