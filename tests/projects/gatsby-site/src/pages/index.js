import * as React from 'react';
import { graphql } from 'gatsby';
import { helper } from '../lib/helper';

export default function Index({ data }) {
  React.useEffect(() => console.log('MARK_page_effect', process.env.GATSBY_READ, process.env.DIARY_KEY), []);
  return (
    <main>
      MARK_page_rendered {data.site.siteMetadata.title} {helper()}
    </main>
  );
}

export const query = graphql`
  query {
    site {
      siteMetadata {
        title
      }
    }
  }
`;

export const Head = () => <title>MARK_page_head</title>;
