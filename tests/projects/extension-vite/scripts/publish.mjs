console.log('MARK_publish_script', process.env.CLIP_KEY);
