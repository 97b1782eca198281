import * as React from 'react';

export default ({ pageContext }) => <p>{pageContext.shown}</p>;
