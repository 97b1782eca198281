module.exports = {
  productionSourceMap: false,
  pages: { index: { entry: 'src/main.js', title: 'MARK_config_title' } },
  chainWebpack: (config) =>
    config.plugin('define').tap(([values]) => [{ ...values, __ATLAS__: JSON.stringify('MARK_define_read'), __IDLE__: JSON.stringify('MARK_define_never_read') }]),
};
