// Script of the page of an issue.
import { startPage } from '../../../../shell/pages/script/startPage.ts';
import { CommentBox } from './commentBox.ts';

const box = new CommentBox(message => send(message));
const send = startPage(message => box.take(message));
