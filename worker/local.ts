import worker from './index.ts';

export default worker;
