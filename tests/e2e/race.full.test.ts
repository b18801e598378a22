import { doMainJob } from './main-job.ts';
import { test } from './watched-page.ts';

test('on webgl batch normalization passes 90 % and the plain net stays at chance', async ({
  watched: page,
}) => {
  await doMainJob(page, 'webgl');
});
