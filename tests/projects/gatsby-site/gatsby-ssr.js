import * as React from 'react';

export const onRenderBody = ({ setHeadComponents }) => {
  console.log('MARK_gatsby_ssr_logged');
  setHeadComponents([<meta key="a" name="a" content="MARK_gatsby_ssr_in_head" />]);
};
