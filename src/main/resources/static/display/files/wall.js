// The wall draws itself anew every minute while anybody can see it, and says so when it cannot.
'use strict';

const EVERY = 60_000;
const LOOK = 5_000;
let fetched = Date.now();

const say = (text) => {
  const said = document.getElementById('wall-said');
  said.textContent = text;
  said.hidden = !text;
};

const refresh = async () => {
  fetched = Date.now();
  try {
    const answer = await fetch(location.href, { cache: 'no-store', credentials: 'omit' });
    if (answer.ok || answer.status === 404) {
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      document.getElementById('wall').replaceWith(fresh.getElementById('wall'));
      say('');
    } else {
      say(`没有取到最新数字（${answer.status}），一分钟后再试`);
    }
  } catch {
    say('网络不通，数字停在上面的截至时间，一分钟后再试');
  }
};

const look = () => { if (!document.hidden && Date.now() - fetched >= EVERY) refresh(); };
setInterval(look, LOOK);
document.addEventListener('visibilitychange', look);
