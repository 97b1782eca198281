console.log('MARK_tools_package_nobody_depends_on');
