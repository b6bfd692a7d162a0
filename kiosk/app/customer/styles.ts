/** Everything that gives the kiosk its look, in its order: the tokens first, what a screen has of its own last. For the page and for the gallery of its screens. */
import '@fontsource-variable/noto-sans-sc/wght.css';
import '../look/tokens.css';
import '../look/base.css';
import './kiosk.css';
import './parts.css';
import './identify.css';
import './journey.css';
import './bring-back.css';
import './overlay.css';
import './help.css';
import './service.css';
import './scene/scene.css';
import './screens/walk-up/walk-up.css';
import './screens/my-car/my-car.css';
import './sound/sound.css';
