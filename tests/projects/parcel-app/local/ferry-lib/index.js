exports.library = () => 'MARK_dependency_main';
