#!/usr/bin/env node
import { run } from '../lib/index.js';

run('MARK_bin');
