import React from 'react';

export default () => <footer>MARK_swizzled_footer</footer>;
