console.log('MARK_release_script', process.env.NPM_TOKEN);
