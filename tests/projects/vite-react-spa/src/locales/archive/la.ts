export default 'MARK_glob_folder_below';
