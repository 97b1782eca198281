module.exports = () => ({
  name: 'notes',
  async loadContent() {
    console.log('MARK_plugin_logged');
    return { shown: 'MARK_plugin_data_shown', hidden: 'MARK_plugin_data_not_handed_on' };
  },
  async contentLoaded({ content, actions }) {
    actions.setGlobalData({ shown: content.shown, idle: 'MARK_plugin_global_data_never_read' });
  },
  injectHtmlTags: () => ({ headTags: [{ tagName: 'meta', attributes: { content: 'MARK_plugin_html_tag' } }] }),
});
