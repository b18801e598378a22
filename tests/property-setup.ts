import fc from 'fast-check';
import { propertyCases } from './depth.ts';

fc.configureGlobal(propertyCases());
