import { useMayWrite } from '@/api/session';

/** Whether the reader may change the workspace's settings; everyone may read them and keep tokens of their own. */
export const useAdmin = (): boolean => useMayWrite('workspace');
