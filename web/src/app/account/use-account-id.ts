import { useParams } from '@tanstack/react-router';

export const useAccountId = (): string => (useParams({ strict: false }) as { accountId: string }).accountId;
