exports.createPages = ({ actions }) => actions.createPage({ path: '/made', component: require.resolve('./src/made/page.js') });
