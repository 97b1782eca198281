exports.library = () => `MARK_dependency_browser ${process.env.FERRY_DEPENDENCY}`;
