exports.createPages = async ({ actions }) => {
  console.log('MARK_gatsby_node_logged');
  actions.createPage({
    path: '/made',
    component: require.resolve('./src/templates/made.js'),
    context: { shown: 'MARK_page_context_shown', hidden: 'MARK_page_context_not_shown', key: process.env.DIARY_CONTEXT },
  });
};
