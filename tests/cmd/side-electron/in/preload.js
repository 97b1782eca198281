window.studio = 1;
