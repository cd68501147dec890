// Script of a page: sends the pressed button's command, and takes new content.
import { startPage } from './startPage.ts';

startPage();
