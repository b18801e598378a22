/** What there is to say when the GPU is gone; tfjs cannot begin again with it in the same worker. */
export const LOST_GPU = 'The browser took the GPU away (the WebGL context was lost).';
