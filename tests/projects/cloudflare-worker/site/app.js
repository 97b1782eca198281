console.log('MARK_asset_script');
