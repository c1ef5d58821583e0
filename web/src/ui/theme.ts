import { Button, createTheme, Drawer, Menu, Modal, Select, TextInput, Tooltip } from '@mantine/core';
import { themeOverride } from './theme-tokens.mjs';

/** Small controls; no scroll lock, since pages scroll inside the shell and the lock would inject a style element. */
export const theme = createTheme({
  ...themeOverride,
  components: {
    Modal: Modal.extend({ defaultProps: { lockScroll: false, centered: true, transitionProps: { duration: 120 } } }),
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false, transitionProps: { duration: 150 } } }),
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    Select: Select.extend({ defaultProps: { size: 'xs', comboboxProps: { transitionProps: { duration: 0 } } } }),
    // by name: the first page does not need them
    NumberInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    MultiSelect: { defaultProps: { size: 'xs' } },
    TagsInput: { defaultProps: { size: 'xs' } },
    Autocomplete: { defaultProps: { size: 'xs' } },
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, transitionProps: { duration: 100 } } }),
    Menu: Menu.extend({ defaultProps: { transitionProps: { duration: 100 } } }),
  },
});
