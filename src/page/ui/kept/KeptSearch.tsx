import { NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { formatWhole } from '../../../common/lib/format.ts';
import { KEPT_ORDERS, type KeptOrder } from './kept-search.ts';

interface KeptSearchProps {
  search: string;
  order: KeptOrder;
  found: number;
  all: number;
  setSearch(search: string): void;
  setOrder(order: KeptOrder): void;
}

const ORDERS = Object.entries(KEPT_ORDERS).map(([value, label]) => ({ value, label }));

const isOrder = (value: string): value is KeptOrder => Object.hasOwn(KEPT_ORDERS, value);

/** Finds past runs by what their rows say, and sorts them. */
export function KeptSearch({ all, found, order, search, setOrder, setSearch }: KeptSearchProps) {
  return (
    <div className="ns-kept-search">
      <TextInput
        size="xs"
        type="search"
        aria-label="Search past runs"
        placeholder="Name or settings"
        autoComplete="off"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <NativeSelect
        size="xs"
        aria-label="Sort past runs by"
        data={ORDERS}
        value={order}
        onChange={(event) => {
          const { value } = event.currentTarget;
          if (isOrder(value)) setOrder(value);
        }}
      />
      <p className="ns-sub" role="status">
        {search.trim() === '' ? '' : `${formatWhole(found)} of ${formatWhole(all)} found`}
      </p>
    </div>
  );
}
